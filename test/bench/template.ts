/** The measured template, of any size, and the request for it. */
/** The console's passthrough template with all parameters and context, and a loop over the body. */
const PIECE = `#set($allParams = $input.params())
{
"body-json" : $input.json('$'),
"params" : {
#foreach($type in $allParams.keySet())
    #set($params = $allParams.get($type))
"$type" : {
    #foreach($paramName in $params.keySet())
    "$paramName" : "$util.escapeJavaScript($params.get($paramName))"
        #if($foreach.hasNext),#end
    #end
}
    #if($foreach.hasNext),#end
#end
},
"stage-variables" : {
#foreach($key in $stageVariables.keySet())
"$key" : "$util.escapeJavaScript($stageVariables.get($key))"
    #if($foreach.hasNext),#end
#end
},
"context" : {
    "account-id" : "$context.identity.accountId",
    "api-id" : "$context.apiId",
    "http-method" : "$context.httpMethod",
    "source-ip" : "$context.identity.sourceIp",
    "user-agent" : "$context.identity.userAgent",
    "resource-path" : "$context.resourcePath",
    "authorizer-principal-id" : "$context.authorizer.principalId",
    "caller" : "$context.identity.caller",
    "cognito-authentication-provider" : "$context.identity.cognitoAuthenticationProvider",
    "cognito-authentication-type" : "$context.identity.cognitoAuthenticationType",
    "cognito-identity-id" : "$context.identity.cognitoIdentityId",
    "stage" : "$context.stage",
    "user" : "$context.identity.user",
    "user-arn" : "$context.identity.userArn",
    "request-id" : "$context.requestId",
    "resource-id" : "$context.resourceId"
}
## What the backend wants of each item
#set($inputRoot = $input.path('$'))
,"items": [
#foreach($item in $inputRoot.items)
  {
    "id": "$item.id",
    "label": "$!{item.name.toUpperCase()}",
    "price": #if($item.price > 10)"high"#elseif($item.price == 0)"free"#{else}"low"#end,
    "tags": "$item.tags[0]",
    "rest": "$util.urlEncode($item.name.replaceAll(" ", "-"))"
  }#if($foreach.hasNext),#end

#end
],
"count": $inputRoot.items.size(), "first": "$inputRoot.items[0].name.substring(0, 2)"
#if($input.params('page') == "" || !$input.params('size'))
, "page": 1
#else
, "page": "$input.params('page')"
#end
}
`;

export const REQUEST = {
  body: JSON.stringify({
    items: [
      { id: 1, name: "Red chair", price: 12.5, tags: ["new"] },
      { id: 2, name: "Blue table", price: 0, tags: ["old", "used"] },
      { id: 3, name: "Lamp", price: 3, tags: ["new"] },
    ],
  }),
  params: {
    path: { id: "42" },
    querystring: { page: "2", q: "it's" },
    header: { Accept: "application/json", Host: "example.com", "User-Agent": "test" },
  },
  context: { apiId: "a1b2c3", httpMethod: "POST", identity: { sourceIp: "127.0.0.1", userAgent: "test" } },
  stageVariables: { table: "items", region: "here" },
} as const;

/** A template of about the given number of UTF-16 code units. */
export function templateOf(size: number): string {
  return PIECE.repeat(Math.max(1, Math.round(size / PIECE.length)));
}
