namespace Parley.Engine.Expressions;

/// <summary>A built-in that makes one value of its input and the values of its arguments; null when the machine holds an error.</summary>
internal delegate JqValue? NativeFunction(Machine machine, Node at, JqValue input, JqValue[] arguments);
