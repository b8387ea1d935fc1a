import { api, dataOf } from "@/lib/api-client";

import type { Shape } from "../kinds";

export interface NewMeasurement extends Shape {
  channel: string | null;
}

export function createMeasurement(studyId: number, { kind, axis, index, points, channel }: NewMeasurement) {
  const body = { kind, axis, index, points: points.map(([x, y, z]): [number, number, number] => [x, y, z]), channel };
  return dataOf(api.POST("/api/studies/{study_id}/measurements", { params: { path: { study_id: studyId } }, body }));
}
