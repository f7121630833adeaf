/** Header names that samples often have, with typical values. */

export interface KnownHeader {
  readonly name: string;
  readonly description: string;
  /** The most common first. Tokens and cookies are placeholders. */
  readonly values: readonly string[];
}

const CONTENT_TYPE: KnownHeader = {
  name: "Content-Type",
  description: "The media type of the body. It selects the mapping template.",
  values: [
    "application/json",
    "application/x-www-form-urlencoded",
    "text/plain",
    "application/xml",
    "multipart/form-data; boundary=x",
  ],
};

const REQUEST_ID: KnownHeader = {
  name: "X-Request-Id",
  description: "An ID of the request that clients or proxies assign.",
  values: ["c6af9ac6-7b61-11e6-9a41-93e8deadbeef"],
};

export const REQUEST_HEADERS: readonly KnownHeader[] = [
  CONTENT_TYPE,
  {
    name: "Accept",
    description:
      "The media types that the client accepts. For binary responses, the first one selects the conversion.",
    values: ["application/json", "*/*", "text/html", "application/octet-stream"],
  },
  {
    name: "Authorization",
    description: "The credentials of the client. Use a placeholder: sample files are usually committed.",
    values: ["Bearer TOKEN", "Basic CREDENTIALS"],
  },
  {
    name: "Accept-Encoding",
    description: "The compressions that the client accepts.",
    values: ["gzip, deflate, br"],
  },
  {
    name: "Accept-Language",
    description: "The languages that the client prefers.",
    values: ["en-US,en;q=0.9", "de"],
  },
  { name: "Cache-Control", description: "Directives for caches.", values: ["no-cache", "max-age=0"] },
  {
    name: "Cookie",
    description: "The cookies of the client. Use placeholders: sample files are usually committed.",
    values: ["session=VALUE"],
  },
  {
    name: "Host",
    description: "The domain name that the client called.",
    values: ["a1b2c3d4e5.execute-api.us-east-1.amazonaws.com", "api.example.com"],
  },
  {
    name: "If-Match",
    description: "Makes the request conditional on the current version.",
    values: ['"33a64df5"', "*"],
  },
  {
    name: "If-None-Match",
    description: "Makes the request conditional on another version.",
    values: ['"33a64df5"', "*"],
  },
  { name: "Idempotency-Key", description: "Tells repeated requests apart from new ones.", values: ["k-1"] },
  {
    name: "Origin",
    description: "The origin of a cross-origin request.",
    values: ["https://app.example.com", "http://localhost:3000"],
  },
  {
    name: "Access-Control-Request-Method",
    description: "In a preflight request: the method that will be used.",
    values: ["POST", "PUT", "DELETE"],
  },
  {
    name: "Access-Control-Request-Headers",
    description: "In a preflight request: the headers that will be sent.",
    values: ["content-type,authorization"],
  },
  {
    name: "Referer",
    description: "The address of the page that sent the request.",
    values: ["https://app.example.com/"],
  },
  {
    name: "Sec-WebSocket-Protocol",
    description: "In the `$connect` request of a WebSocket: the subprotocols that the client offers.",
    values: ["chat"],
  },
  { name: "User-Agent", description: "The client's software.", values: ["curl/8.5.0", "Mozilla/5.0"] },
  {
    name: "X-Amz-Date",
    description: "The time of a request that is signed with Signature Version 4.",
    values: ["20250101T000000Z"],
  },
  {
    name: "X-Amz-Invocation-Type",
    description: "Calls a Lambda function asynchronously if its value is `'Event'`.",
    values: ["Event"],
  },
  {
    name: "X-Amzn-Trace-Id",
    description: "The trace that the request belongs to.",
    values: ["Root=1-677481c0-5e6f1a2b3c4d5e6f7a8b9c0d"],
  },
  {
    name: "X-Api-Key",
    description: "The API key of a usage plan. Use a placeholder: sample files are usually committed.",
    values: ["KEY"],
  },
  { name: "X-Correlation-Id", description: "An ID that related requests share.", values: ["corr-1"] },
  {
    name: "X-Forwarded-For",
    description: "The addresses of the client and of proxies.",
    values: ["203.0.113.10"],
  },
  { name: "X-Forwarded-Port", description: "The port that the client called.", values: ["443"] },
  { name: "X-Forwarded-Proto", description: "The protocol that the client used.", values: ["https"] },
  {
    name: "X-HTTP-Method-Override",
    description: "The method that the client means.",
    values: ["PATCH", "DELETE"],
  },
  REQUEST_ID,
];

export const RESPONSE_HEADERS: readonly KnownHeader[] = [
  CONTENT_TYPE,
  {
    name: "Cache-Control",
    description: "How long the response may be cached.",
    values: ["no-store", "max-age=300"],
  },
  {
    name: "Content-Disposition",
    description: "Whether the body is to be saved, and under which name.",
    values: ['attachment; filename="report.csv"'],
  },
  { name: "Content-Encoding", description: "The compression of the body.", values: ["gzip"] },
  { name: "Content-Length", description: "The length of the body in bytes.", values: ["0"] },
  {
    name: "Date",
    description: "When the response was sent. REST APIs rename it to `x-amzn-Remapped-Date`.",
    values: ["Wed, 01 Jan 2025 00:00:00 GMT"],
  },
  { name: "ETag", description: "The version of the resource.", values: ['"33a64df5"'] },
  {
    name: "Last-Modified",
    description: "When the resource was changed.",
    values: ["Wed, 01 Jan 2025 00:00:00 GMT"],
  },
  { name: "Location", description: "The address of a new or moved resource.", values: ["/pets/7"] },
  { name: "Retry-After", description: "When to try again, in seconds.", values: ["30"] },
  {
    name: "Server",
    description: "The backend's software. REST APIs rename it to `x-amzn-Remapped-Server`.",
    values: ["nginx"],
  },
  {
    name: "Set-Cookie",
    description: "Cookies for the client. Use placeholders: sample files are usually committed.",
    values: ["session=VALUE; Path=/; HttpOnly; Secure"],
  },
  {
    name: "WWW-Authenticate",
    description:
      "How the client can authenticate. REST APIs rename it to `x-amzn-Remapped-WWW-Authenticate`.",
    values: ["Bearer"],
  },
  REQUEST_ID,
];
