/**
 * Has V8 keep its heap small from now on, at the cost of speed. What a run holds of a long list is little, but V8 lets
 * garbage grow to a multiple of it where the machine has memory; runners have other things to do with theirs.
 *
 * The flag changes when garbage is collected and how code is optimized, nothing of what code does; Node allows to set it
 * at run time (`v8.setFlagsFromString`).
 */
export function keepHeapSmall(): void {
  // Loaded when it is needed: it costs start-up time.
  process.getBuiltinModule('node:v8').setFlagsFromString('--optimize-for-size');
}
