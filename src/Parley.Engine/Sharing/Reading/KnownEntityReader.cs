using Parley.Engine.Expressions;
using Parley.Engine.Workspace;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Sharing.Reading;

/// <summary>Reads the subjects and resources of applications that <c>access.yaml</c> lists.</summary>
internal static class KnownEntityReader
{
    /// <summary>Reads <c>subjects</c>, each with its type.</summary>
    public static KnownEntities Subjects(YamlMap access) =>
        Distinct(access.Maps("subjects").Select(m => (m, One(m, m.Required("type", YamlForms.Text) ?? ""))));

    /// <summary>Reads <c>known</c> of each of <c>applications</c>: resources of the application's type.</summary>
    public static KnownEntities Resources(YamlMap access) => Distinct(
        from application in access.Maps("applications")
        let type = application.Find("resource") is YamlScalar scalar ? scalar.Text : ""
        from resource in application.Maps("known")
        select (resource, One(resource, type)));

    private static KnownEntity One(YamlMap map, string type)
    {
        string id = map.Required("id", YamlForms.Text) ?? "";
        JqValue properties = map.Map("properties") is { } given ? YamlValues.Of(given) : JqValue.FromMembers([]);
        map.ReportUnknownKeys();
        return new KnownEntity(type, id, properties);
    }

    private static KnownEntities Distinct(IEnumerable<(YamlMap Map, KnownEntity Entity)> all)
    {
        HashSet<(string, string)> seen = [];
        List<KnownEntity> entities = [];
        foreach ((YamlMap map, KnownEntity entity) in all)
        {
            if (!seen.Add((entity.Type, entity.Id)))
            {
                map.Report(AccessIssues.ApplicationRule, $"'{entity.Id}' of type '{entity.Type}' stands here twice");
            }

            entities.Add(entity);
        }

        return new KnownEntities(entities);
    }
}
