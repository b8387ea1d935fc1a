import { api, dataOf } from "@/lib/api-client";

import type { Triple } from "../../geometry/axes";

export interface MeasurementChange {
  points?: readonly Triple[];
  label?: string;
  /** False brings back what was deleted. */
  deleted?: false;
}

/** Change a measurement; refused with 409 where it is not this version any more. */
export function changeMeasurement(id: number, version: number, { points, ...change }: MeasurementChange) {
  const moved = points && { points: points.map(([x, y, z]): [number, number, number] => [x, y, z]) };
  const body = { version, ...change, ...moved };
  return dataOf(api.PATCH("/api/measurements/{measurement_id}", { params: { path: { measurement_id: id } }, body }));
}
