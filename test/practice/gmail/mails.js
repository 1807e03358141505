/** Who has written to you: the sample contacts that `npm start` puts on record, and one it does not. */
export const mails = [
  {
    name: 'Amelia Hart',
    email: 'amelia.hart@example.com',
    subject: 'Please stop sending me offers',
    text: 'I met you in Lyon, but I would rather not get advertising.',
    when: '17 March',
  },
  {
    name: 'Ben Okafor',
    email: 'ben.okafor@example.org',
    subject: 'Yes, keep me posted',
    text: 'I have confirmed the link. Looking forward to the product news.',
    when: '3 February',
  },
  {
    name: 'Dana Lindt',
    email: 'dana.lindt@example.org',
    subject: 'Out of office',
    text: 'I am away until Monday.',
    when: '9 June',
  },
  {
    name: 'Erik Lund',
    email: 'erik.lund@customer.test',
    subject: 'Our contract',
    text: 'Signed and in the post. When do we start?',
    when: '11 May',
  },
  {
    name: 'Ines Keller',
    email: 'ines.keller@example.net',
    subject: 'Not again',
    text: 'I have marked this as spam.',
    when: '2 April',
  },
  {
    name: 'Lena Fischer',
    email: 'lena.fischer@example.com',
    subject: 'I changed my mind',
    text: 'I would like your news after all.',
    when: '28 April',
  },
];
