import { createScheduledController } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import worker from '../../../worker/index.ts';
import { runJob } from '../../../worker/jobs/jobs.ts';
import { forgetOldWebhooks } from '../../../worker/jobs/webhooks.ts';
import { connect } from '../hooks/connected.ts';
import { newReceiver } from '../webhooks/receiver.ts';
import { newTeller } from '../webhooks/teller.ts';

const days = 86_400_000;
const byMinute = '*/1 * * * *';
const hour = 3_600_000;

describe('the job of every minute', () => {
  it('delivers everybody’s messages, and says when one’s cannot be', async () => {
    const broken = await newTeller();
    const { id } = await newReceiver(broken.organisation, ['contact.objected']);
    await broken.record('jane@example.com');
    await env.DB.prepare("UPDATE webhook_endpoints SET sealed = x'00ff' WHERE id = ?")
      .bind(id)
      .run();
    const tellers = await Promise.all([newTeller(), newTeller()]);
    const receivers = await Promise.all(
      tellers.map(({ organisation }) => newReceiver(organisation, ['contact.objected'])),
    );
    for (const { record } of tellers) await record('jane@example.com');
    const controller = createScheduledController({ cron: byMinute });
    await expect(worker.scheduled(controller, env)).rejects.toThrow('master key');
    for (const receiver of receivers) expect(await receiver.got()).toHaveLength(1);
    await env.DB.prepare('UPDATE webhook_endpoints SET disabled_at = 1 WHERE id = ?')
      .bind(id)
      .run();
  });
});

describe('what is old', () => {
  it('is forgotten: messages after 30 days, dead ones after 90, those waiting never', async () => {
    const { organisation, record } = await newTeller();
    const { id } = await newReceiver(organisation, ['contact.objected']);
    const ages = { delivered: [29, 31], dead: [31, 89, 91], pending: [29, 365] };
    for (const [state, all] of Object.entries(ages))
      for (const age of all) {
        await record(`${state}-${age}@example.com`);
        await env.DB.batch([
          env.DB.prepare(
            `UPDATE webhook_messages SET state = ?, created_at = ? WHERE org_id = ? AND created_at > ?`,
          ).bind(state, Date.now() - age * days, organisation.id, Date.now() - days),
          env.DB.prepare(
            `INSERT OR IGNORE INTO webhook_attempts SELECT org_id, id, 1, 0, 500, NULL FROM webhook_messages WHERE org_id = ?`,
          ).bind(organisation.id),
        ]);
      }
    await forgetOldWebhooks(env, Date.now());
    const { results } = await env.DB.prepare(
      `SELECT state, count(*) AS n FROM webhook_messages WHERE endpoint_id = ? GROUP BY state ORDER BY state`,
    )
      .bind(id)
      .all();
    expect(results).toEqual([
      { state: 'dead', n: 2 },
      { state: 'delivered', n: 1 },
      { state: 'pending', n: 2 },
    ]);
    const attempts = await env.DB.prepare(
      'SELECT count(*) AS n FROM webhook_attempts WHERE org_id = ?',
    )
      .bind(organisation.id)
      .first('n');
    expect(attempts).toBe(5);
  });

  it('is forgotten once an hour: tokens of providers that would be refused for their age', async () => {
    const { organisation, id } = await connect('mailgun');
    const seventeenPast = Math.floor(Date.now() / hour) * hour + 17 * 60_000;
    const insert = "INSERT INTO hook_tokens VALUES (?1, ?2, unhex(?3), x'00', ?4)";
    await env.DB.batch(
      [-1, 1].map((ahead, n) =>
        env.DB.prepare(insert).bind(organisation.id, id, `0${n}`, seventeenPast + ahead),
      ),
    );
    const left = async () =>
      env.DB.prepare('SELECT hex(token) FROM hook_tokens WHERE org_id = ?')
        .bind(organisation.id)
        .raw();
    await runJob(byMinute, env, seventeenPast + 60_000);
    expect(await left()).toEqual([['00'], ['01']]);
    await runJob(byMinute, env, seventeenPast);
    expect(await left()).toEqual([['01']]);
  });
});
