import { api } from "@/lib/api-client";

/** Delete a measurement; refused with 409 where it is not this version any more. */
export async function deleteMeasurement(id: number, version: number): Promise<void> {
  const params = { path: { measurement_id: id }, query: { version } };
  await api.DELETE("/api/measurements/{measurement_id}", { params });
}
