namespace Parley.Engine.Expressions;

/// <summary>What is left to run: a part with what it runs on.</summary>
internal readonly record struct Tail(Node Node, Env Env, JqValue Input, JqPath? Path);
