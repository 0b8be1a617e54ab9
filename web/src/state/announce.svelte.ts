// What a screen reader is told when an answer has come: one region for the whole page, there from the start,
// since regions that come with their words are often not read.
class Announcement {
  words = $state('');
}

export const announcement = new Announcement();

/** Says something now, and again whenever it changes. To be called while a component is made. */
export function announce(words: () => string): void {
  $effect(() => {
    const said = words();
    announcement.words = said;
    // What one screen said is not true on the next.
    return () => {
      if (announcement.words === said) announcement.words = '';
    };
  });
}
