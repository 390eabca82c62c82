namespace Parley.Server.Access;

/// <summary>What a caller may do. Seeing that an exchange took place, seeing its content and sending it again are three rights apart.</summary>
[Flags]
internal enum Rights
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Deposit messages; systems have it.</summary>
    Deposit = 1 << 0,

    /// <summary>See that an exchange took place: its stages, times and recipients.</summary>
    SeeExchanges = 1 << 1,

    /// <summary>See what an exchange carried.</summary>
    SeeContent = 1 << 2,

    /// <summary>Correct, send again or discard what failed.</summary>
    Resend = 1 << 3,

    /// <summary>Ask what an organisation would see, and why.</summary>
    Explain = 1 << 4,

    /// <summary>Suspend, end and withdraw agreements.</summary>
    Agreements = 1 << 5,

    /// <summary>Read the ledger and take evidence from it.</summary>
    Ledger = 1 << 6,

    /// <summary>Correct, re-grade, withdraw and erase records; decide retention reviews and holds.</summary>
    Records = 1 << 7,

    /// <summary>Operate the installation: reload it, read its metrics, see all of it.</summary>
    Operate = 1 << 8,

    /// <summary>Let one matter go without an agreement because of a risk to life: the duty of whoever is on duty, not of whoever negotiates agreements.</summary>
    ShareInEmergency = 1 << 9,

    /// <summary>Give tasks to people, see and reassign those of every group, and see all that the force owes.</summary>
    Tasks = 1 << 10,

    /// <summary>Look again at exceptions that others have dealt with, and at the desk's statistics.</summary>
    Supervise = 1 << 11,

    /// <summary>Decide whether two records are of one person, and undo such decisions.</summary>
    ReviewIdentities = 1 << 12,

    /// <summary>All of them.</summary>
    All = (1 << 13) - 1,
}
