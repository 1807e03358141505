/** A file's text, as Vite imports it. */
declare module '*?raw' {
  const text: string;
  // oxlint-disable-next-line import/no-default-export -- so Vite has it.
  export default text;
}
