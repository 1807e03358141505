/** Who has written to you. Their addresses are made up, and what they chose is in the sample records. */
export const mails = [
  {
    name: 'Maria Lindqvist',
    email: 'maria.lindqvist@nordlicht.example',
    subject: 'Please take me off your list',
    text: 'Hello, I do not want to get offers by e-mail any more.',
    when: '09:12',
  },
  {
    name: 'Tomás Herrera',
    email: 'tomas.herrera@olivar.example',
    subject: 'Yes, keep me posted',
    text: 'I signed up at the fair and would like your news.',
    when: 'Yesterday',
  },
];
