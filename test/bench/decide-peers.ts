import { AbilityBuilder, createMongoAbility, subject } from '@casl/ability';
import { preparsePolicySet, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs';
import { newEnforcer, newModelFromString } from 'casbin';
import { LogicEngine } from 'json-logic-engine';
import { Engine as RulesEngine } from 'json-rules-engine';
import { channels } from '../../shared/contact/channels.ts';
import type { Engine, Flat } from './decide-small-policy.ts';

/**
 * The small policy in the words of each peer, as its manual says. Each is made by a function of its
 * own, since making one may already be more than a content security policy allows.
 */
export const peers: Readonly<Record<string, () => Engine | Promise<Engine>>> = {
  'json-logic-engine, compiled': () => {
    const run = new LogicEngine().build(logic);
    return { reasons: 'first', allows: ({ flat }) => run(flat) === 'allow' };
  },
  'json-logic-engine, interpreted': () => {
    const engine = new LogicEngine();
    return { reasons: 'first', allows: ({ flat }) => engine.run(logic, flat) === 'allow' };
  },
  '@casl/ability': casl,
  casbin,
  'json-rules-engine': jsonRules,
  '@cedar-policy/cedar-wasm': cedar,
};

const logic = {
  if: [
    { var: 'objected' },
    'objection',
    { in: [{ var: 'channel' }, { var: 'optedOut' }] },
    'opt-out',
    { '<': [{ var: 'at' }, { var: 'consentUntil' }] },
    'allow',
    'unknown',
  ],
};

/** Cannot compare two fields: whether the consent still runs is worked out for it, and not timed. */
function casl(): Engine {
  const { can, cannot, build } = new AbilityBuilder(createMongoAbility);
  can([...channels], 'Contact', { consents: true });
  for (const channel of channels)
    cannot(channel, 'Contact', { optedOut: channel }).because('opt-out');
  cannot([...channels], 'Contact', { objected: true }).because('objection');
  const ability = build();
  const contacts = prepared((flat) =>
    subject('Contact', { ...flat, consents: flat.at < flat.consentUntil }),
  );
  return {
    reasons: 'first',
    allows: ({ flat }) => {
      const rule = ability.relevantRuleFor(flat.channel, contacts(flat));
      return rule !== null && !rule.inverted;
    },
  };
}

async function casbin(): Promise<Engine> {
  const enforcer = await newEnforcer(
    newModelFromString(`
[request_definition]
r = c
[policy_definition]
p = rule, eft
[policy_effect]
e = some(where (p.eft == allow)) && !some(where (p.eft == deny))
[matchers]
m = eval(p.rule)`),
  );
  await enforcer.addPolicies([
    ['r.c.at < r.c.consentUntil', 'allow'],
    ['r.c.objected', 'deny'],
    ['r.c.channel in r.c.optedOut', 'deny'],
  ]);
  return { reasons: 'none', allows: ({ flat }) => enforcer.enforceSync(flat) };
}

function jsonRules(): Engine {
  const rule = (type: string, fact: string, operator: string, value: unknown) => ({
    event: { type },
    conditions: { all: [{ fact, operator, value }] },
  });
  const engine = new RulesEngine([
    rule('objection', 'objected', 'equal', true),
    rule('opt-out', 'optedOut', 'contains', { fact: 'channel' }),
    rule('unknown', 'at', 'greaterThanInclusive', { fact: 'consentUntil' }),
  ]);
  return {
    reasons: 'all',
    allows: async ({ flat }) => (await engine.run(flat)).events.length === 0,
  };
}

function cedar(): Engine {
  const parsed = preparsePolicySet('small', {
    staticPolicies: `
      permit (principal, action, resource) when { context.at < context.consentUntil };
      forbid (principal, action, resource) when { context.objected };
      forbid (principal, action, resource) when { context.optedOut.contains(context.channel) };`,
  });
  if (parsed.type === 'failure') throw new Error(parsed.errors[0]?.message);
  const principal = { type: 'Member', id: 'rep' };
  const action = { type: 'Action', id: 'send' };
  const resource = { type: 'Contact', id: 'anybody' };
  const contexts = prepared(({ optedOut, ...rest }) => ({ ...rest, optedOut: [...optedOut] }));
  return {
    reasons: 'all',
    allows: ({ flat }) => {
      const answer = statefulIsAuthorized({
        principal,
        action,
        resource,
        context: contexts(flat),
        preparsedPolicySetId: 'small',
        entities: [],
      });
      return answer.type === 'success' && answer.response.decision === 'allow';
    },
  };
}

/** The input in the form a peer needs, made once: the peers are timed on deciding alone. */
function prepared<Form>(make: (flat: Flat) => Form): (flat: Flat) => Form {
  const made = new WeakMap<Flat, Form>();
  return (flat) => {
    let form = made.get(flat);
    if (form === undefined) made.set(flat, (form = make(flat)));
    return form;
  };
}
