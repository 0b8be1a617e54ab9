import type { CodegenConfig } from '@graphql-codegen/cli';

// The page's documents against the schema: a change of the schema breaks the build, not the user.
const config: CodegenConfig = {
  schema: '../schema/*.graphqls',
  documents: 'src/**/*.graphql',
  errorsOnly: true,
  generates: {
    'src/generated/': {
      preset: 'client',
      // Each document carries the hash by which the server knows it; the manifest of all goes into dist.
      presetConfig: { fragmentMasking: false, persistedDocuments: { mode: 'embedHashInDocument', hashPropertyName: 'hash', hashAlgorithm: 'sha256' } },
      config: {
        documentMode: 'string',
        useTypeImports: true,
        enumsAsTypes: true,
        avoidOptionals: { field: true, inputValue: false, object: false, defaultValue: false },
        scalars: { Time: 'string', ID: 'string' },
      },
    },
  },
};
export default config;
