import { BlockReference } from "../evaluate/objects/block";
import { LoopScope } from "../evaluate/objects/loop";
import type { Value } from "../values";

/** The name of a value's Java class, as `getClass().getName()` gives it; for API Gateway's own objects, what they are. */
export function javaTypeOf(value: Value): string {
  if (value === null) return "null";
  if (typeof value === "string") return "java.lang.String";
  if (typeof value === "boolean") return "java.lang.Boolean";
  if (typeof value === "number") return "java.lang.Integer";
  switch (value.kind) {
    case "long":
      return "java.lang.Long";
    case "bigInteger":
      return "java.math.BigInteger";
    case "double":
      return "java.lang.Double";
    case "float":
      return "java.lang.Float";
    case "bigDecimal":
      return "java.math.BigDecimal";
    case "char":
      return "java.lang.Character";
    case "list":
      return value.json ? "net.minidev.json.JSONArray" : "java.util.ArrayList";
    case "range":
      return "java.util.ArrayList";
    case "array":
      return `[L${value.component};`;
    case "map":
      return "java.util.LinkedHashMap";
    case "entry":
      return "java.util.LinkedHashMap$Entry";
    case "view":
      return VIEWS[value.of];
    case "iterator":
      return value.source?.kind === "view"
        ? "java.util.LinkedHashMap$LinkedIterator"
        : "java.util.ArrayList$Itr";
    case "host":
      if (value instanceof LoopScope) return "org.apache.velocity.runtime.directive.ForeachScope";
      if (value instanceof BlockReference) return "org.apache.velocity.runtime.directive.Block$Reference";
      return "API Gateway object";
  }
}

const VIEWS = {
  keys: "java.util.LinkedHashMap$LinkedKeySet",
  values: "java.util.LinkedHashMap$LinkedValues",
  entries: "java.util.LinkedHashMap$LinkedEntrySet",
} as const;
