/** A share with its 95 % interval after Wilson (1927): right for few and for extreme counts too. */
export function wilson(hits: number, of: number): string {
  if (of === 0) return '-';
  const z = 1.96;
  const share = hits / of;
  const middle = (share + (z * z) / (2 * of)) / (1 + (z * z) / of);
  const half =
    (z / (1 + (z * z) / of)) * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  const percent = (value: number): string => (Math.max(0, value) * 100).toFixed(1);
  return `${percent(share)} % (${percent(middle - half)} to ${percent(Math.min(1, middle + half))}; ${hits} of ${of})`;
}
