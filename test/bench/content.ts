/** The content of the measured files. */

/** A realistic mapping template of six lines. */
export function templateOf(i: number): string {
  return `#set($body = $input.path('$.orders[${i}]'))
{
  "id": "$util.escapeJavaScript($body.id).replaceAll("\\\\'", "'")",
  "lines": [#foreach($line in $body.lines)"$line.article"#if($foreach.hasNext), #end#end],
  "caller": "$context.connectionId"
}`;
}

/** A request parameter of a WebSocket API. */
export function mappingOf(i: number): [key: string, value: string] {
  return [`integration.request.header.x-order-${i}`, `route.request.body.order${i}`];
}
