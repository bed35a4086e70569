import { Rejection, type SimulatedOrganization, type SimulatedProject } from './model.ts';

/** The Azure DevOps projects by their IDs. */
export class Projects extends Map<string, SimulatedProject> {
  /** @throws Rejection with 404 if there is none */
  find(id: string): SimulatedProject {
    const project = this.get(id.toLowerCase());
    if (project === undefined) throw new Rejection(404, 'Project not found.');
    return project;
  }

  /** Whether the organization is one of Azure DevOps: by its address, which a cloud service may not have, or its projects. */
  areIn({ id, apiUrl }: SimulatedOrganization): boolean {
    return isAzure(apiUrl ?? '') || this.#someOf(id);
  }

  #someOf(organization: string): boolean {
    for (const project of this.values()) if (project.organization === organization) return true;
    return false;
  }
}

/** Azure DevOps Services at either address, or an Azure DevOps Server. */
function isAzure(url: string): boolean {
  return /azure|\.visualstudio\.com|\/tfs(\/|$)/i.test(url);
}
