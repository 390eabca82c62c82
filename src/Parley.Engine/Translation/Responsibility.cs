namespace Parley.Engine.Translation;

/// <summary>Whose task it is to put right what went wrong with a value.</summary>
public enum Responsibility
{
    /// <summary>Who sent the message: the value was entered there.</summary>
    Source,

    /// <summary>Who runs the platform: a translation or a definition is to be changed.</summary>
    Platform,

    /// <summary>Who receives the message: its system or its translation does not take what it should.</summary>
    Recipient,
}
