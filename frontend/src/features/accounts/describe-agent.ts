/** What browsers call themselves, the particular before the general: most name those that they descend from as well. */
const BROWSERS = [
  ["Edg", "Edge"],
  ["OPR", "Opera"],
  ["SamsungBrowser", "Samsung Internet"],
  ["Firefox", "Firefox"],
  ["Chrome", "Chrome"],
  ["Safari", "Safari"],
] as const;
const SYSTEMS = [
  ["Android", "Android"],
  ["iPhone", "iPhone"],
  ["iPad", "iPad"],
  ["Windows", "Windows"],
  ["Mac OS X", "macOS"],
  ["CrOS", "ChromeOS"],
  ["Linux", "Linux"],
] as const;

/** Name a browser and its system from what it calls itself, as far as both are known. */
export function describeAgent(agent: string): { browser: string | null; system: string | null } {
  const known = (names: readonly (readonly [string, string])[]) => names.find(([sign]) => agent.includes(sign))?.[1] ?? null;
  return { browser: known(BROWSERS), system: known(SYSTEMS) };
}
