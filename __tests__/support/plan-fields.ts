const id = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** Every documented field of a Git plan, but for its name, members and switches. */
export const GIT_EXTRAS = {
  type: 3,
  backupType: 2,
  storageId: id(1),
  workerId: id(2),
  schedule: { days: ['Monday', 'Friday'], at: '02:00', retention: { count: 14 } },
  advancedOptions: { lfs: 'true', timeout: '3600' },
  compressionSettings: { level: 7, isEnabled: false },
  encryptionSettings: { keyId: id(3), mode: 'AES' },
  customActions: { before: [{ command: 'true', args: [] }], after: null },
};

/** The same of an Azure DevOps plan, which selects individually. */
export const AZURE_EXTRAS = {
  ...GIT_EXTRAS,
  excludedRepositoriesIds: [],
  wikisIds: [id(4)],
  notificationSettings: { mail: ['a@acme.example'] },
  useExtraCredentials: true,
  additionalCredentials: [id(5)],
  resourceKindsToIgnore: [2, 4],
  rules: [],
};
