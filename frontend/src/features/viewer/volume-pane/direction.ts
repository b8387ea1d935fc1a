import type { EdgeLetters, Triple } from "../geometry/axes";

/** From where the volume is looked at, in degrees. */
export interface Direction {
  /** 0 looks from behind, 90 from the patient's left, 180 from the front. */
  azimuth: number;
  /** 90 looks from above. */
  elevation: number;
}

/** The sides to look from, by the letter that a side has in the slice views. */
export const SIDES = {
  A: { azimuth: 180, elevation: 0 },
  P: { azimuth: 0, elevation: 0 },
  R: { azimuth: 270, elevation: 0 },
  L: { azimuth: 90, elevation: 0 },
  S: { azimuth: 0, elevation: 90 },
  I: { azimuth: 180, elevation: -90 },
} as const satisfies Record<string, Direction>;

export type Side = keyof typeof SIDES;

/** Where a study is looked at from first: from the front, the right and a little above. */
export const FIRST_DIRECTION: Direction = { azimuth: 225, elevation: 20 };

// A side that lies further than this from the way to an edge is not named there: within 22.5° of one, it stands alone.
const LEAST_SHARE = Math.cos((67.5 / 180) * Math.PI);
/** The sides towards which x, y and z grow, and those that they come from. */
const TOWARDS = ["R", "A", "S"] as const;
const AWAY = ["L", "P", "I"] as const;

/** Tell which side of the patient lies at each edge of the picture, or which two: "RA" is right, and in front. */
export function edgeSides({ azimuth, elevation }: Direction): EdgeLetters {
  const [cos, sin] = [Math.cos, Math.sin].map((wave) => wave((azimuth / 180) * Math.PI)) as [number, number];
  const tilt = Math.sin((elevation / 180) * Math.PI);
  const right: Triple = [cos, -sin, 0];
  const up: Triple = [sin * tilt, cos * tilt, Math.cos((elevation / 180) * Math.PI)];
  return { left: sidesAlong(right, -1), right: sidesAlong(right, 1), top: sidesAlong(up, 1), bottom: sidesAlong(up, -1) };
}

function sidesAlong(line: Triple, sign: 1 | -1): string {
  return line
    .map((share, dimension) => ({ share: share * sign, dimension }))
    .filter(({ share }) => Math.abs(share) > LEAST_SHARE)
    .sort((one, other) => Math.abs(other.share) - Math.abs(one.share))
    .map(({ share, dimension }) => (share > 0 ? TOWARDS : AWAY)[dimension])
    .join("");
}

/** Turn the volume with the pointer: to the right and down, in degrees. Elevation stops at the poles. */
export function turn({ azimuth, elevation }: Direction, right: number, down: number): Direction {
  return {
    azimuth: (((azimuth + right) % 360) + 360) % 360,
    elevation: Math.min(Math.max(elevation + down, -90), 90),
  };
}
