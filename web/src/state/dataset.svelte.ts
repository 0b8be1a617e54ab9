// The dataset that the server answers from. Every picture carries what it says of itself.
import { ask } from '../api/ask';
import { DatasetDocument, type DatasetQuery } from '../generated/graphql';

export type Dataset = DatasetQuery['dataset'];

class Served {
  now = $state.raw<Dataset | undefined>();
  #whole = $state(false); // all totals are whole numbers, as far as some of them tell

  constructor() {
    void this.load();
  }

  /** A limit on climbs as it is shown: where totals are whole numbers, a climb within 8.05 points is one within 8. */
  limit(climb: number): number {
    return this.#whole ? Math.floor(climb) : climb;
  }

  async load(): Promise<void> {
    try {
      const { dataset, some } = await ask(DatasetDocument, {});
      this.#whole = some.nodes.every((role) => Number.isInteger(role.total));
      this.now = dataset;
    } catch {
      setTimeout(() => void this.load(), 5000); // whoever asks for more than the dataset says that it is gone
    }
  }
}

export const served = new Served();
