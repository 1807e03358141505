/** Whom the scenarios write to. Put on record anew for each run. */
export const people = {
  objector: { name: 'Ines Marek', email: 'ines.marek@ruhe.example' },
  agreed: { name: 'Joao Prado', email: 'joao.prado@gerne.example' },
  alsoAgreed: { name: 'Lotte Brandt', email: 'lotte.brandt@gerne.example' },
  /** Agreed at first, and says no on the server while the test runs. */
  changesMind: { name: 'Pavel Horak', email: 'pavel.horak@gerne.example' },
  /** Nobody knows where they are, until a scenario says so. */
  farAway: { name: 'Mira Solberg', email: 'mira.solberg@irgendwo.example' },
  /** Whom no scenario records anything of. */
  unheardOf: { name: 'Ada Roux', email: 'ada.roux@nirgends.example' },
  /** Agrees while the test runs. */
  stranger: { name: 'Noa Levin', email: 'noa.levin@unbekannt.example' },
} as const;
