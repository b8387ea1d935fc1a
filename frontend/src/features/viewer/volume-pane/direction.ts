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

/** Turn the volume with the pointer: to the right and down, in degrees. Elevation stops at the poles. */
export function turn({ azimuth, elevation }: Direction, right: number, down: number): Direction {
  return {
    azimuth: (((azimuth + right) % 360) + 360) % 360,
    elevation: Math.min(Math.max(elevation + down, -90), 90),
  };
}
