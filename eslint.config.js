import tseslint from 'typescript-eslint';

/** The line of domains: each may import only from those before it, and only through their index. */
const domains = [
  'platform',
  'users',
  'staff',
  'products',
  'ledger',
  'wallets',
  'vouchers',
  'discounts',
  'rooms',
  'payments',
  'fulfilments',
  'transactions',
  'escrows',
  'disputes',
  'care',
  'notifications',
  'reports',
];

const directionRules = domains.map((domain, position) => {
  const later = domains.slice(position + 1);
  const earlier = domains.slice(1, position);
  const patterns = [
    ...(later.length > 0
      ? [{ regex: `^(\\.\\./)+(${later.join('|')})/`, message: `${domain} may not import from its right.` }]
      : []),
    ...(earlier.length > 0
      ? [
          {
            regex: `^(\\.\\./)+(${earlier.join('|')})/(?!index\\.js$)`,
            message: 'Import another domain only through its index.',
          },
        ]
      : []),
    {
      regex: '/(admin|test|sandbox|migrations)/',
      message: 'src stands on its own; only app.ts mounts the console.',
    },
  ];
  return {
    files: [`src/${domain}/**/*.ts`],
    ignores: ['**/*.test.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns }] },
  };
});

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'coverage', 'admin-assets', '.data', 'scripts', 'docs'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      complexity: ['error', 12],
    },
  },
  { files: ['src/cli/**', 'sandbox/main.ts', 'bench/**', 'admin/bundle.ts'], rules: { 'no-console': 'off' } },
  { files: ['**/*.test.ts', 'test/**', 'bench/**'], rules: { 'max-lines': 'off', complexity: 'off' } },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/platform/config.ts', 'src/platform/keys-dir.ts', '**/*.test.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only platform/config reads the environment.' },
      ],
    },
  },
  { files: ['admin/**/*.tsx'], ...tseslint.configs.disableTypeChecked },
  ...directionRules,
);
