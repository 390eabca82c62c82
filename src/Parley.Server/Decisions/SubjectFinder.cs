using Parley.Engine.Workspace;
using Parley.Server.Access;
using Parley.Server.Storage;

namespace Parley.Server.Decisions;

/// <summary>Finds subjects: each becomes the caller it would be if it called.</summary>
internal sealed class SubjectFinder(WorkspaceHost workspace, Store store)
{
    private const string KeyId = "evaluation";

    /// <summary>The subject; null when there is none.</summary>
    public async Task<AccessSubject?> FindAsync(AskedEntity subject, CancellationToken cancellationToken)
    {
        LoadedWorkspace loaded = workspace.Current.Workspace;
        switch (subject.Type)
        {
            case "system":
                return loaded.Systems.TryGetValue(subject.Id, out SystemDefinition? system)
                    ? new AccessSubject(SystemCallers.Of(system, KeyId), system.Organisation, system)
                    : null;
            case "organisation":
                return loaded.Organisations.ContainsKey(subject.Id) ? new AccessSubject(null, subject.Id, null) : null;
            case "person" or "user":
                Caller person = await PersonAsync(subject, cancellationToken);
                return new AccessSubject(person, person.Organisation, null);
            default:
                return null;
        }
    }

    // Organisation and roles of a provider's people are in their tokens alone, so the asker gives them; administrators of the platform's own are in the store.
    private async Task<Caller> PersonAsync(AskedEntity subject, CancellationToken cancellationToken)
    {
        People people = workspace.Current.People;
        if (subject.Id.StartsWith(People.LocalPrefix, StringComparison.Ordinal))
        {
            string name = subject.Id[People.LocalPrefix.Length..];
            PersonIdentity local = new(subject.Id, name, null, []);
            return !name.Contains('\0', StringComparison.Ordinal) && await store.Reader.AdministratorAsync(name, cancellationToken) is { Disabled: null }
                ? people.LocalAdministrator(local, KeyId)
                : people.ToCaller(local, KeyId);
        }

        string[] roles = [.. subject.Texts("roles").Concat(subject.Texts("role")).Where(people.HasRole).Distinct(StringComparer.Ordinal)];
        return people.ToCaller(new PersonIdentity(subject.Id, subject.Id, subject.Text("organisation"), roles), KeyId);
    }
}
