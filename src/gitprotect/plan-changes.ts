import type { Id } from '../domain/model.ts';

/** [doc] The fields of `/plans/modifygitplan`; those left out are not sent. Enumerations are not documented. */
export interface GitPlanChanges {
  readonly isActive?: boolean;
  readonly name?: string;
  readonly type?: number | string;
  readonly backupType?: number | string;
  readonly storageId?: Id;
  readonly repositoriesIds?: readonly Id[];
  readonly workerId?: Id;
  readonly schedule?: object;
  readonly advancedOptions?: Readonly<Record<string, string>>;
  readonly compressionSettings?: object;
  readonly encryptionSettings?: object;
  readonly customActions?: object;
  /** Spelled so in the API. True: the plan ignores selected repositories and includes all of the organization. */
  readonly inculdeAllReposistories?: boolean;
  readonly organizationId?: Id;
  readonly includeMetadata?: boolean;
}

/** [doc] The fields of `/plans/ModifyAzurePlanAsync`; those left out are not sent. */
export interface AzurePlanChanges extends Omit<GitPlanChanges, 'inculdeAllReposistories'> {
  readonly excludedRepositoriesIds?: readonly Id[];
  readonly projectsIds?: readonly Id[];
  readonly wikisIds?: readonly Id[];
  readonly notificationSettings?: object;
  readonly useExtraCredentials?: boolean;
  readonly additionalCredentials?: readonly Id[];
  readonly resourceKindsToIgnore?: readonly number[];
  readonly gitChoiceMode?: number | string;
  readonly rules?: readonly object[];
}
