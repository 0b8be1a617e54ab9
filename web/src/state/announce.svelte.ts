// What a screen reader is told when an answer has come: one region for the whole page, there from the start,
// since regions that come with their words are often not read.
class Announcement {
  words = $state('');
}

export const announcement = new Announcement();

/** Says something now, and again whenever it changes; undefined is silence, and leaves what others said. To be called while a component is made. */
export function announce(words: () => string | undefined): void {
  $effect(() => {
    const said = words();
    if (said === undefined) return undefined;
    announcement.words = said;
    // What one screen said is not true on the next.
    return () => {
      if (announcement.words === said) announcement.words = '';
    };
  });
}
