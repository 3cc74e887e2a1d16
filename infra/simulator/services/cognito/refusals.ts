import { AwsError } from '../../errors.ts';

/** Refuses with `InvalidParameterException`. */
export const invalidParameter = (message: string) => new AwsError('InvalidParameterException', message);

/** Refuses with `NotAuthorizedException`. */
export const notAuthorized = (message: string) => new AwsError('NotAuthorizedException', message);

/** Refuses with `ResourceNotFoundException`. */
export const notFound = (message: string) => new AwsError('ResourceNotFoundException', message);

/** Nobody has that username. */
export const userNotFound = () => new AwsError('UserNotFoundException', 'User does not exist.');

/** Wrong password, or a user whose existence is not told. */
export const incorrectPassword = () => notAuthorized('Incorrect username or password.');

/** Staff reset the password, and it has not been set anew. */
export const passwordResetRequired = () => new AwsError('PasswordResetRequiredException', 'Password reset required for the user');

/** The user is disabled. */
export const userDisabled = () => notAuthorized('User is disabled.');

/** The user tried too often within the hour. */
export const attemptLimit = () => new AwsError('LimitExceededException', 'Attempt limit exceeded, please try after some time.');

/** Somebody else signs in with that address, number or name. */
export const aliasExists = (attribute: string) => new AwsError('AliasExistsException', `An account with the ${attribute} already exists.`);

/** Nobody has that username, said to somebody without a session. */
export const noSuchUser = () => new AwsError('UserNotFoundException', 'Username/client id combination not found.');

/** Not the code that was sent. */
export const codeMismatch = () => new AwsError('CodeMismatchException', 'Invalid verification code provided, please try again.');
