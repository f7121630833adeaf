/**
 * Java's numbers other than Integer. An Integer is a plain JavaScript number, always a 32-bit integer: nearly all
 * numbers in templates are counters and sizes, and those must be cheap.
 */

/** `java.lang.Long`: 64 bits. */
export class JavaLong {
  readonly kind = "long";
  constructor(readonly value: bigint) {}
}

/** `java.math.BigInteger`. */
export class JavaBigInteger {
  readonly kind = "bigInteger";
  constructor(readonly value: bigint) {}
}

/** `java.lang.Double`, including whole numbers: `3.0` is not an Integer and prints as `3.0`. */
export class JavaDouble {
  readonly kind = "double";
  constructor(readonly value: number) {}
}

/** `java.lang.Float`; only `floatValue()` creates one. The value is already rounded to 32 bits. */
export class JavaFloat {
  readonly kind = "float";
  constructor(readonly value: number) {}
}

/** `java.math.BigDecimal`: a JSON number of more than 18 characters with a fraction or exponent. */
export class JavaBigDecimal {
  readonly kind = "bigDecimal";
  /** The number is `unscaled` × 10^-`scale`. */
  constructor(
    readonly unscaled: bigint,
    readonly scale: number,
  ) {}
}

export type BoxedNumber = JavaLong | JavaBigInteger | JavaDouble | JavaFloat | JavaBigDecimal;

/** A `java.lang.Number`. */
export type JavaNumber = number | BoxedNumber;
