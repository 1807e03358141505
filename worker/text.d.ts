/** Bundled as text: see `rules` in wrangler.toml. */
declare module '*.css' {
  const text: string;
  // eslint-disable-next-line import/no-default-export -- how wrangler gives a text.
  export default text;
}
declare module '*.client.js' {
  const text: string;
  // eslint-disable-next-line import/no-default-export -- how wrangler gives a text.
  export default text;
}
declare module '*.svg' {
  const text: string;
  // eslint-disable-next-line import/no-default-export -- how wrangler gives a text.
  export default text;
}
