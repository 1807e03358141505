import type { AddressInfo } from 'node:net';
import { createServer } from 'node:http';

/** One request of the extension's to the worker, as it left the browser. */
export type Asked = { readonly method: string; readonly path: string; readonly body: string };

export type RecordingProxy = {
  /** What the extension is connected to. */
  readonly apiBase: string;
  readonly asked: Asked[];
  readonly stop: () => Promise<void>;
};

/** Stands between the extension and the worker, and keeps every request with its whole body. */
export async function startRecordingProxy(apiBase: string): Promise<RecordingProxy> {
  const asked: Asked[] = [];
  const { origin } = new URL(apiBase);
  const server = createServer(async (request, response) => {
    const { method = '', url = '' } = request;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
    const body = Buffer.concat(chunks);
    asked.push({ method, path: url, body: body.toString('utf8') });
    const {
      host: _host,
      'content-length': _length,
      connection: _connection,
      ...headers
    } = request.headers;
    const answer = await fetch(`${origin}${url}`, {
      method,
      headers: headers as Record<string, string>,
      ...(body.length > 0 && { body }),
    });
    const kept = [...answer.headers].filter(
      ([name]) => !['content-encoding', 'content-length', 'transfer-encoding'].includes(name),
    );
    response.writeHead(answer.status, Object.fromEntries(kept));
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    apiBase: apiBase.replace(origin, `http://localhost:${port}`),
    asked,
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
