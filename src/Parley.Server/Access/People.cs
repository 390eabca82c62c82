using System.Collections.Frozen;
using System.Text.Json;
using Parley.Engine.Workspace;

namespace Parley.Server.Access;

/// <summary>What the claims of a person mean in one workspace. Immutable.</summary>
internal sealed class People
{
    /// <summary>The beginning of a local administrator's identifier; a provider cannot give it out.</summary>
    public const string LocalPrefix = "local/";

    private const int MostCharacters = 255;

    /// <summary>What bears on the installation as a whole, and so is for its own organisation's people alone, whatever their roles.</summary>
    private const Rights InstallationRights = Rights.Operate | Rights.Ledger | Rights.Records | Rights.Agreements | Rights.Explain | Rights.ShareInEmergency | Rights.Tasks
        | Rights.ReviewIdentities | Rights.Deposit;

    private readonly LoadedWorkspace _workspace;
    private readonly FrozenDictionary<string, Rights> _roles;
    private readonly FrozenDictionary<string, FrozenSet<string>> _systems;

    public People(LoadedWorkspace workspace)
    {
        _workspace = workspace;
        _roles = workspace.Access.Roles.ToFrozenDictionary(r => r.Key, r => RightNames.Of(r.Value), StringComparer.Ordinal);
        _systems = workspace.Systems.Values
            .GroupBy(s => s.Organisation, StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => g.Select(s => s.Id).ToFrozenSet(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    /// <summary>The person of a provider's claims; null when they name none.</summary>
    public PersonIdentity? FromClaims(JsonElement claims, IdentityProviderDefinition provider)
    {
        string? person = Text(claims, provider.PersonClaim);
        if (string.IsNullOrWhiteSpace(person) || person.Length > MostCharacters || person.Any(char.IsControl) || person.StartsWith(LocalPrefix, StringComparison.Ordinal))
        {
            return null;
        }

        string name = Text(claims, provider.NameClaim) is { Length: > 0 and <= MostCharacters } given ? given : person;
        return new PersonIdentity(person, name, Organisation(claims, provider), [.. Roles(claims, provider)]);
    }

    /// <summary>A local administrator: of the installation's organisation, with every right but to hand in messages.</summary>
    public Caller LocalAdministrator(PersonIdentity identity, string keyId) => new()
    {
        Person = identity.Person,
        PersonName = identity.Name,
        Organisation = _workspace.Installation.Organisation,
        Roles = ["administrator"],
        KeyId = keyId,
        Rights = Rights.All & ~Rights.Deposit,
        OwnSystems = SystemsOf(_workspace.Installation.Organisation),
    };

    /// <summary>A person as a caller. Who belongs to no organisation of the workspace may do nothing.</summary>
    public Caller ToCaller(PersonIdentity identity, string keyId)
    {
        string? organisation = identity.Organisation is string id && _workspace.Organisations.ContainsKey(id) ? id : null;
        Rights rights = identity.Roles.Aggregate(Rights.None, (sum, role) => sum | _roles.GetValueOrDefault(role));
        rights &= ~Rights.Deposit;
        if (organisation is null)
        {
            rights = Rights.None;
        }
        else if (organisation != _workspace.Installation.Organisation)
        {
            rights &= ~InstallationRights;
        }

        return new Caller
        {
            Person = identity.Person,
            PersonName = identity.Name,
            Organisation = organisation,
            Roles = [.. identity.Roles.Where(_roles.ContainsKey)],
            KeyId = keyId,
            Rights = rights,
            OwnSystems = SystemsOf(organisation ?? ""),
        };
    }

    /// <summary>Whether a role exists.</summary>
    public bool HasRole(string role) => _roles.ContainsKey(role);

    private FrozenSet<string> SystemsOf(string organisation) => _systems.GetValueOrDefault(organisation) ?? FrozenSet<string>.Empty;

    private string? Organisation(JsonElement claims, IdentityProviderDefinition provider)
    {
        string? value = Text(claims, provider.OrganisationClaim);
        if (value is null)
        {
            return null;
        }

        string id = provider.Organisations.Count == 0 ? value : provider.Organisations.GetValueOrDefault(value, "");
        return _workspace.Organisations.ContainsKey(id) ? id : null;
    }

    private IEnumerable<string> Roles(JsonElement claims, IdentityProviderDefinition provider) => Texts(claims, provider.RolesClaim)
        .Select(v => provider.RoleValues.Count == 0 ? v : provider.RoleValues.GetValueOrDefault(v, ""))
        .Where(_roles.ContainsKey)
        .Distinct(StringComparer.Ordinal);

    private static string? Text(JsonElement claims, string name) => Find(claims, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    private static IEnumerable<string> Texts(JsonElement claims, string name) => Find(claims, name) switch
    {
        { ValueKind: JsonValueKind.String } value => [value.GetString()!],
        { ValueKind: JsonValueKind.Array } value => value.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!),
        _ => [],
    };

    /// <summary>A claim by its name, or by a path of names with dots (<c>realm_access.roles</c>).</summary>
    private static JsonElement? Find(JsonElement claims, string name)
    {
        if (claims.TryGetProperty(name, out JsonElement whole))
        {
            return whole;
        }

        int dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && claims.TryGetProperty(name.AsSpan(0, dot), out JsonElement inner) && inner.ValueKind == JsonValueKind.Object
            ? Find(inner, name[(dot + 1)..])
            : null;
    }
}
