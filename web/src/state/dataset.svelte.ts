// The dataset that the server answers from. Every picture carries what it says of itself.
import { ask } from '../api/ask';
import { DatasetDocument, type DatasetQuery } from '../generated/graphql';

export type Dataset = DatasetQuery['dataset'];

class Served {
  now = $state.raw<Dataset | undefined>();

  constructor() {
    void this.load();
  }

  async load(): Promise<void> {
    try {
      this.now = (await ask(DatasetDocument, {})).dataset;
    } catch {
      setTimeout(() => void this.load(), 5000); // whoever asks for more than the dataset says that it is gone
    }
  }
}

export const served = new Served();
