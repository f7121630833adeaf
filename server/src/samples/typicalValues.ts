/** Typical values of members and parameters, by their names. */
import type { Json } from "../syntax/json";

/** The first pattern that fits the name, in lowercase and with its words separated, decides. */
const VALUES: readonly (readonly [RegExp, Json])[] = [
  [
    /^(?:is|has|can|should|allow) |^(?:enabled|active|deleted|visible|required|optional|flag|done|completed)$/,
    true,
  ],
  [/\b(?:e ?mail|mail)\b/, "ann@example.com"],
  [/\b(?:url|uri|link|href|website|homepage)$/, "https://example.com/"],
  [/\buuid|guid\b/, "00000000-0000-0000-0000-000000000000"],
  [/\bids$/, ["1"]],
  [/\bid$/, "1"],
  [
    /\b(?:created|updated|modified|deleted|expires|expiry|started|ended) ?(?:at|on|date)?$|\b(?:at|date ?time|timestamp)$/,
    "2025-01-01T00:00:00Z",
  ],
  [/\b(?:date|day|birthday|birth date|dob)$/, "2025-01-01"],
  [/\btime$/, "00:00:00"],
  [/\b(?:epoch|millis)$/, 1_735_689_600_000],
  [/\b(?:price|amount|total|cost|fee|tax|balance|rate|ratio|score|weight|latitude|lat)$/, 9.5],
  [/\b(?:longitude|lng|lon)$/, 13.4],
  [
    /\b(?:count|quantity|qty|number|size|length|limit|offset|page|index|age|year|level|rank|priority|version|port|max|min|minutes|seconds|hours|days|retries)$/,
    1,
  ],
  [/\b(?:first|given) name$/, "Ann"],
  [/\b(?:last|family|sur) ?name$/, "Example"],
  [/\b(?:user|login|author|owner|customer) ?name$/, "ann"],
  [/\bname$/, "Example"],
  [/\b(?:title|subject|headline)$/, "An example"],
  [/\b(?:message|text|description|comment|note|content|summary|body)$/, "Some text"],
  [/\b(?:phone|mobile|tel|fax)(?: number)?$/, "+1 555 0100"],
  [/\b(?:country|country code)$/, "US"],
  [/\bcurrency$/, "USD"],
  [/\b(?:locale|language|lang)$/, "en"],
  [/\bcity$/, "Springfield"],
  [/\b(?:street|address)$/, "1 Example Street"],
  [/\b(?:zip|postal|postcode)(?: code)?$/, "12345"],
  [/\bregion$/, "us-east-1"],
  [/\b(?:status|state)$/, "active"],
  [/\bcolou?r$/, "#ff8800"],
  [/\bip(?: address)?$/, "203.0.113.10"],
  [/\b(?:action|route|command|operation)$/, "send"],
  [/\b(?:type|kind|category)$/, "example"],
  [/\b(?:tags|labels|roles|groups|categories|names|keys)$/, ["example"]],
  [/\b(?:table|table name)$/, "table"],
  [/\b(?:query|search|q|filter|term)$/, "example"],
];

/** Returns a value that something with this name may have; text for a name that says nothing. */
export function typicalValue(name: string): Json {
  const words = name
    .slice(0, 60)
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .replace(/[^A-Za-z\d]+/g, " ")
    .trim()
    .toLowerCase();
  return VALUES.find(([pattern]) => pattern.test(words))?.[1] ?? "text";
}

/** The same as text, for parameters and stage variables. */
export function typicalText(name: string): string {
  const value = typicalValue(name);
  return Array.isArray(value) ? String(value[0]) : String(value);
}
