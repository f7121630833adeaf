/** What stands for a value that a host file does not tell, in inputs that are taken out of it. */

const MAX_LENGTH = 60;

/** Returns a name for an expression of a host, in angle brackets: `!GetAtt Orders.Arn` → `<Orders.Arn>`. */
export function placeholderOf(source: string): string {
  const text = source.trim().replace(/\s+/g, " ");
  const name = nameOf(text);
  return `<${name.length > MAX_LENGTH ? `${name.slice(0, MAX_LENGTH - 1)}…` : name}>`;
}

/** The patterns are anchored and have no nested repetitions, so that they are linear. */
function nameOf(text: string): string {
  const interpolated = /^\$\{([^{}]*)\}$/.exec(text);
  if (interpolated) return interpolated[1]?.trim() ?? "";
  const tagged = /^!(?:Ref|GetAtt|ImportValue) ['"]?([^'"{}[\]]+)['"]?$/.exec(text);
  if (tagged) return tagged[1]?.trim() ?? "";
  const long = /^\{? ?"?(?:Ref|Fn::GetAtt|Fn::ImportValue)"? ?: ?(.+?) ?\}?$/.exec(text);
  if (!long) return text.replace(/[<>]/g, "");
  const names = long[1]?.match(/[\w:-]+(?:\.[\w:-]+)*/g);
  return names ? names.join(".") : text;
}
