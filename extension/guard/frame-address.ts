/** The address of a frame; of one that the page made without an address, that of the frame round it. */
export function addressOfFrame(frame: Window): URL {
  for (let at = frame; ; at = at.parent) {
    const url = new URL(at.location.href);
    if (url.protocol === 'https:' || url.protocol === 'http:' || at === at.parent) return url;
  }
}
