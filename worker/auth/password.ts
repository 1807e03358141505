/** Salted scrypt, as better-auth stores and checks it. A file of its own, so that it is loaded when it is needed. */
export { hashPassword } from 'better-auth/crypto';
