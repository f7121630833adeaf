/** What hclParser.ts needs of the types of WebAssembly, which belong to those of the DOM. */
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Instance {
    constructor(module: Module, imports: object);
    readonly exports: object;
  }
}

/** The bundler puts the bytes into the bundle, compressed with Brotli. */
declare module "*.wasm" {
  const bytes: Uint8Array;
  export default bytes;
}
