export const identifierTypes = ['email', 'linkedin', 'phone', 'domain'] as const;
export type IdentifierType = (typeof identifierTypes)[number];

/** One address at which somebody can be reached, in its canonical form. Made only by the readers of this folder. */
export type Identifier = { readonly type: IdentifierType; readonly value: string };
