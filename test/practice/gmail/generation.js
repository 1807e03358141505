/**
 * Which build of the page this is, as Gmail rolls them out one account at a time:
 * `?generation=chips-2021&lang=ar`. The newest and English when not given.
 *
 * - `classic-2020`: recipients as hidden inputs beside a textarea (captured in 2020)
 * - `chips-2021`: recipients as options with `data-hovercard-id`
 * - `deeper-2025`: those one level deeper, replies in `.M9` (InboxSDK #1274 and after)
 * - `buttons-2026`: title bars of buttons instead of pictures (InboxSDK #1301)
 */
const builds = ['classic-2020', 'chips-2021', 'deeper-2025', 'buttons-2026'];
const asked = new URLSearchParams(location.search);
const at = Math.max(builds.indexOf(asked.get('generation') ?? 'buttons-2026'), 0);

export const generation = {
  hasClassicRecipients: at === 0,
  chipDepth: at >= 2 ? 2 : 1,
  hasReplyFrame: at >= 2,
  hasTitleButtons: at >= 3,
};
export const language = asked.get('lang') ?? 'en';
/** A message in a window of its own, as links to addresses open one. */
export const isPopOut = asked.get('view') === 'cm';
export const filledByAddress = {
  to: asked.get('to') ?? '',
  subject: asked.get('su') ?? '',
  body: asked.get('body') ?? '',
};
