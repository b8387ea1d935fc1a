import { useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";

import { useAccount } from "@/lib/api/get-session";
import type { Measurement, Study } from "@/lib/api-types";
import { queryKeys } from "@/lib/query-keys";
import { mayEdit } from "@/lib/roles";

import { toTriple } from "../geometry/axes";
import type { SliceSource } from "../slices/slice-source";
import type { Tool } from "../state/tools";
import { changeMeasurement } from "./api/change-measurement";
import { createMeasurement } from "./api/create-measurement";
import { deleteMeasurement } from "./api/delete-measurement";
import { measurementsQuery } from "./api/list-measurements";
import { Drawing } from "./drawing";
import type { Shape } from "./kinds";
import { LabelPlaces } from "./label-places";
import { measure } from "./measure";
import { MeasurementHistory } from "./measurement-history";
import type { Measuring } from "./measuring-context";

interface Use {
  study: Study;
  source: SliceSource;
  /** The shown one, whose values regions and probes read. */
  channel: string;
  tool: Tool;
}

// What has no id of the server's yet.
let lastKey = 0;

/** Measure in a study: the tool handler, the measurements, and what is done with them. */
export function useMeasuring({ study, source, channel, tool }: Use): Measuring {
  const client = useQueryClient();
  const account = useAccount();
  const mayKeep = mayEdit(account.role);
  const { id: studyId } = study;
  const grid = useMemo(() => ({ size: toTriple(study.shape), spacing: toTriple(study.spacing) }), [study.shape, study.spacing]);
  const [drawing] = useState(() => new Drawing(grid));
  const [labels] = useState(() => new LabelPlaces());
  const [history] = useState(() => new MeasurementHistory(serverOf(studyId), cacheOf(client, studyId)));
  const { data, isPending, error, refetch } = useQuery(measurementsQuery(studyId));

  useEffect(() => drawing.take(tool), [drawing, tool]);
  const measuring = useMemo((): Measuring => {
    const valuesOf = (shape: Shape, of: string | null = channel) => measure(shape, { ...grid, source, channel: of });
    return {
      drawing,
      history,
      labels,
      mayKeep,
      query: { isPending, error, refetch: () => void refetch() },
      kept: data ?? [],
      valuesOf,
      keep: (shape, of, proposal) => {
        if (!mayKeep) return false;
        lastKey -= 1;
        const key = lastKey;
        const measurement = { ...shape, channel: of ?? channel };
        const values = valuesOf(shape, measurement.channel);
        drawing.select(key);
        if (proposal !== undefined) labels.carry(proposal, key);
        void history.do({ type: "create", key, measurement, values, author: account.name }).then((made) => {
          if (made === null) return;
          labels.carry(key, made.id);
          if (drawing.state().selected === key) drawing.select(made.id);
        });
        return true;
      },
      remove: (measurement) => {
        if (drawing.state().selected === measurement.id) {
          drawing.cancel();
          drawing.select(null);
        }
        void history.do({ type: "delete", measurement, version: measurement.version });
      },
      rename: ({ id, version }, label) => void history.do({ type: "change", id, version, change: { label } }),
    };
  }, [drawing, history, labels, mayKeep, isPending, error, refetch, data, grid, source, channel, account.name]);

  useEffect(() => {
    drawing.tell({
      onDrawn: measuring.keep,
      onMoved: ({ id, version, shape }) => {
        // What was only proposed is a measurement once a hand has moved it.
        if (typeof id === "string") return void measuring.keep(shape, null, id);
        const known = measuring.kept.find((measurement) => measurement.id === id);
        const values = measuring.valuesOf(shape, known?.channel ?? null);
        void history.do({ type: "change", id, version, change: { points: shape.points }, values });
      },
    });
  }, [drawing, history, measuring]);
  // What keys have moved is kept when somebody leaves the study.
  useEffect(() => () => drawing.letGo(), [drawing]);
  return measuring;
}

function serverOf(studyId: number) {
  return {
    create: (measurement: Parameters<typeof createMeasurement>[1]) => createMeasurement(studyId, measurement),
    change: changeMeasurement,
    remove: deleteMeasurement,
  };
}

function cacheOf(client: QueryClient, studyId: number) {
  const queryKey = queryKeys.measurements(studyId);
  const update = (change: (before: Measurement[]) => Measurement[]) => {
    // An answer that was asked for before this change must not come after it.
    void client.cancelQueries({ queryKey });
    client.setQueryData<Measurement[]>(queryKey, (before) => change(before ?? []));
  };
  return {
    find: (id: number) => client.getQueryData<Measurement[]>(queryKey)?.find((measurement) => measurement.id === id),
    put: (measurement: Measurement) =>
      update((before) => [...before.filter(({ id }) => id !== measurement.id), measurement].sort((a, b) => a.id - b.id)),
    drop: (id: number) => update((before) => before.filter((measurement) => measurement.id !== id)),
    refresh: () => void client.invalidateQueries({ queryKey }),
  };
}
