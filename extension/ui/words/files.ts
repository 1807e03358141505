/** Adding a language: its file, and its line here. Only the background carries them all. */
export { default as en } from './en.json' with { type: 'json' };
