/*
 * Jest runs a test file in a realm of its own, where the errors that Node's core throws are no `instanceof Error`. A
 * real process has one realm. So that tests see what a runner sees, an error of any realm is an Error here too.
 */
const isInstance = Function.prototype[Symbol.hasInstance];
Object.defineProperty(Error, Symbol.hasInstance, {
  value(this: unknown, value: unknown): boolean {
    return (
      isInstance.call(this, value) || (this === Error && Object.prototype.toString.call(value) === '[object Error]')
    );
  },
});
