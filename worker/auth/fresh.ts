/** A session is to be this new, in seconds, for what would let somebody stay: adding a passkey. */
export const freshFor = 15 * 60;
