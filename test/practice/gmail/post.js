/** Posts JSON the way that Gmail posts: in the background, without a form. Rejects unless it was taken. */
export async function post(path, body) {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
}

/** How many messages have left, asked of the server: the page's own word would prove nothing. */
export async function countSent() {
  const response = await fetch('/sent', { headers: { accept: 'application/json' } });
  return (await response.json()).length;
}
