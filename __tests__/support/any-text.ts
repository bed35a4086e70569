import fc from 'fast-check';

/** Any text, also of what a terminal, the runner, Markdown or HTML would act on. */
export const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('\n', '\u202e', '\u200b', '\ud800', '#', '[', ':', ' ', '|', '<', '`', 'a') }),
);
