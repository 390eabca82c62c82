namespace Parley.Engine.Evidence;

/// <summary>What was done: the six of Data Protection Act 2018 s.62(1), and the platform's own acts that bear on them.</summary>
public enum LedgerAction
{
    /// <summary>Data came in.</summary>
    Collection = 1,

    /// <summary>Data was changed or corrected.</summary>
    Alteration = 2,

    /// <summary>Data was looked at.</summary>
    Consultation = 3,

    /// <summary>Data went out, transfers included.</summary>
    Disclosure = 4,

    /// <summary>Data was joined with other data.</summary>
    Combination = 5,

    /// <summary>Data was erased.</summary>
    Erasure = 6,

    /// <summary>A disclosure was asked for and refused.</summary>
    Refusal = 7,

    /// <summary>An agreement changed its state.</summary>
    Agreement = 8,

    /// <summary>A recipient was told of, or confirmed, a correction, re-grading, withdrawal or erasure.</summary>
    Notice = 9,

    /// <summary>Who may do what changed: a key, a hold, an administrator, an emergency.</summary>
    Authority = 10,
}
