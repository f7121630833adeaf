interface AnyFault {
  readonly kind: string;
}

/** The members of a union of faults that can have one of the kinds, with the kind narrowed to those. */
export type FaultOfKind<Fault extends AnyFault, Kind extends string> = Fault extends unknown
  ? [Fault["kind"] & Kind] extends [never]
    ? never
    : Fault & { readonly kind: Kind }
  : never;

/**
 * Pairs each item with each of its faults of the given kinds, in order:
 * ```
 * for (const { node, fault } of withFaults(values, ({ value }) => value.faults, ["unbraced"]))
 * ```
 * Without kinds, it yields every fault.
 */
export function* withFaults<Item extends object, Fault extends AnyFault, Kind extends Fault["kind"]>(
  items: Iterable<Item>,
  faultsOf: (item: Item) => readonly Fault[],
  kinds: readonly Kind[] = [],
): Generator<Item & { readonly fault: FaultOfKind<Fault, Kind> }> {
  for (const item of items) {
    for (const fault of faultsOf(item)) if (isOfKind(fault, kinds)) yield { ...item, fault };
  }
}

function isOfKind<Fault extends AnyFault, Kind extends Fault["kind"]>(
  fault: Fault,
  kinds: readonly Kind[],
): fault is FaultOfKind<Fault, Kind> & Fault {
  return kinds.length === 0 || kinds.some((kind) => kind === fault.kind);
}
