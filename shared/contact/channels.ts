/** How a message travels. The words are the API's and the screens'. */
export const channels = ['email', 'linkedin', 'phone', 'sms', 'post'] as const;
export type Channel = (typeof channels)[number];
