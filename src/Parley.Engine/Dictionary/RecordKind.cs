namespace Parley.Engine.Dictionary;

/// <summary>The four kinds of record that police information is made of.</summary>
public enum RecordKind
{
    /// <summary>A human being.</summary>
    Person,

    /// <summary>A thing, an identity document or an organisation.</summary>
    Object,

    /// <summary>A place.</summary>
    Location,

    /// <summary>Something that happens: incident, crime, custody, hearing, deployment.</summary>
    Event,
}
