using Parley.Engine.Evidence;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Workspace.Reading;

/// <summary>Reads <c>ledger</c> of <c>parley.yaml</c>.</summary>
internal static class LedgerDefinitionReader
{
    private static readonly YamlForm<NoteKey> s_key = new("a verifier key: NAME+ID+KEY", (YamlScalar s, out NoteKey value) =>
    {
        value = NoteKey.Parse(s.Text)!;
        return value is null ? "must be a verifier key, NAME+ID+KEY, as 'parley ledger key' prints it" : null;
    });

    private static readonly YamlForm<string> s_origin = new("a ledger's name", (YamlScalar s, out string value) =>
    {
        value = s.Text;
        return NoteSignature.IsName(value) ? null : "must be a name without spaces and plus signs, such as ledger.wexshire.example";
    });

    /// <summary>Reads it.</summary>
    public static LedgerDefinition Read(ReadContext context, YamlMap map)
    {
        LedgerDefinition standard = new();
        LedgerDefinition ledger = new()
        {
            Origin = map.TryGet("origin", s_origin, out string origin) ? origin : null,
            Keys = map.Values("keys", YamlForms.Secret),
            SubjectSecret = map.TryGet("subject-secret", YamlForms.Secret, out SecretReference secret) ? secret : null,
            MostUnsealed = map.Optional("most-unsealed", YamlForms.Int(1, 100_000_000), standard.MostUnsealed),
            SealEvery = map.Optional("seal-every", YamlForms.Duration, standard.SealEvery),
            ReasonRequired = map.Optional("reason-required", YamlForms.Bool, standard.ReasonRequired),
            Witnesses = [.. map.Maps("witnesses").Select(w => Witness(context, w)).OfType<WitnessDefinition>()],
            WitnessFor = map.Values("witness-for", s_key),
        };
        map.ReportUnknownKeys();
        return ledger;
    }

    private static WitnessDefinition? Witness(ReadContext context, YamlMap map)
    {
        NoteKey? key = map.Required("key", s_key);
        string? url = AddressReader.Url(context, map, "url", []);
        map.ReportUnknownKeys();
        return key is null || url is null ? null : new WitnessDefinition(key, url);
    }
}
